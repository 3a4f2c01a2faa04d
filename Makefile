# `make demo` and `make test` do all the set-up on a fresh Debian machine with Swift.

.PHONY: demo test workbook serve bench lint format system
.DEFAULT_GOAL := demo

RELEASE := .build/release/placeplan

system:
	@sh .ci/system-packages

demo: system
	@swift build -c release --product placeplan --explicit-target-dependency-import-check error
	@$(RELEASE) assess GeoData/shropshire

test:
	@sh .ci/system-packages libxlsxwriter-dev libjs-leaflet curl
	swift test --explicit-target-dependency-import-check error

# `placeplan new` writes its workbook with this product, which alone needs libxlsxwriter.
workbook:
	@sh .ci/system-packages libxlsxwriter-dev
	@swift build -c release --product placeplan-workbook --explicit-target-dependency-import-check error

# The web page on the demonstration, with a run of it to begin with.
serve:
	@sh .ci/system-packages libjs-leaflet
	@swift build -c release --product placeplan --explicit-target-dependency-import-check error
	@swift build -c release --product placeplan-serve --explicit-target-dependency-import-check error
	@[ -e Runs/shropshire-1 ] || $(RELEASE) assess GeoData/shropshire --output Runs/shropshire-1
	@$(RELEASE) serve .

bench: system
	@sh Benchmarks/run

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format format --in-place --recursive --parallel Package.swift Sources Tests
