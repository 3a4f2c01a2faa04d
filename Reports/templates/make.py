"""Makes public.docx and restricted.docx beside this file: the Word styles of reports, a footer with page numbers, and at the
head of every page of the restricted edition its mark. Hand-made parts, the same bytes on every run.

    python3 Reports/templates/make.py
"""
import pathlib
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def style(kind, name, shown, run="", paragraph="", based="Normal", extra=""):
    """One style; sizes are in half points, spaces in twentieths of a point."""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{shown}"/>{on}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr>{extra}</w:style>"
    )


def heading(level, size, before):
    run = f'<w:b/><w:color w:val="12436D"/><w:sz w:val="{size}"/>'
    place = f'<w:keepNext/><w:spacing w:before="{before}" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>'
    return style("paragraph", f"Heading{level}", f"heading {level}", run, place)


TABLE = (
    '<w:style w:type="table" w:styleId="Table"><w:name w:val="Table"/><w:tblPr><w:tblBorders>'
    '<w:top w:val="single" w:sz="8" w:color="0B0C0C"/><w:bottom w:val="single" w:sz="8" w:color="0B0C0C"/>'
    '<w:insideH w:val="single" w:sz="4" w:color="B1B4B6"/></w:tblBorders><w:tblCellMar>'
    '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:trPr><w:tblHeader/></w:trPr></w:tblStylePr></w:style>'
)

STYLES = (
    f'{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    '<w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + style("paragraph", "Normal", "Normal", based=None)
    + style("paragraph", "BodyText", "Body Text", paragraph='<w:spacing w:before="80" w:after="80"/>')
    + style("paragraph", "FirstParagraph", "First Paragraph", based="BodyText")
    + style("paragraph", "Compact", "Compact", '<w:sz w:val="17"/>', '<w:spacing w:before="20" w:after="20"/>', "BodyText")
    + style("paragraph", "Title", "Title", '<w:b/><w:sz w:val="40"/>', '<w:spacing w:after="160"/>')
    + heading(1, 40, 0) + heading(2, 30, 360) + heading(3, 25, 240) + heading(4, 22, 200)
    + style("paragraph", "TableCaption", "Table Caption", '<w:b/><w:sz w:val="20"/>', '<w:keepNext/><w:spacing w:before="160"/>')
    + style("paragraph", "ImageCaption", "Image Caption", '<w:sz w:val="18"/>')
    + style("paragraph", "Figure", "Figure") + style("paragraph", "Header", "header") + style("paragraph", "Footer", "footer")
    + style("character", "Hyperlink", "Hyperlink", '<w:color w:val="12436D"/><w:u w:val="single"/>', based=None)
    + TABLE + "</w:styles>"
)

FIELD = '<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:fldChar w:fldCharType="{}"/></w:r>'


def page_number():
    parts = FIELD.format("begin") + '<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:instrText>PAGE</w:instrText></w:r>'
    return parts + FIELD.format("end")


def paragraph(runs, style):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="right"/></w:pPr>{runs}</w:p>'


def write(path, mark):
    run = f'<w:r><w:rPr><w:b/><w:color w:val="801650"/><w:sz w:val="18"/></w:rPr><w:t>{mark}</w:t></w:r>' if mark else ""
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{kind}+xml"/>'
            for name, kind in [
                ("document", "document.main"), ("styles", "styles"), ("header1", "header"), ("footer1", "footer"),
            ]
        )
        + "</Types>",
        "_rels/.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{HEAD}<w:document {W} {R}><w:body><w:p/><w:sectPr>'
        '<w:headerReference w:type="default" r:id="rId9"/><w:footerReference w:type="default" r:id="rId10"/>'
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1021" w:right="850" w:bottom="1021" w:left="850" w:header="510" w:footer="510" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>",
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId8" Type="{KIND}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId9" Type="{KIND}/header" Target="header1.xml"/>'
        f'<Relationship Id="rId10" Type="{KIND}/footer" Target="footer1.xml"/></Relationships>',
        "word/styles.xml": STYLES,
        "word/header1.xml": f'{HEAD}<w:hdr {W} {R}>{paragraph(run, "Header")}</w:hdr>',
        "word/footer1.xml": f'{HEAD}<w:ftr {W} {R}>{paragraph(page_number(), "Footer")}</w:ftr>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


folder = pathlib.Path(__file__).parent
write(folder / "public.docx", "")
write(folder / "restricted.docx", "RESTRICTED: not to be published or passed on")
