# `make demo` and `make test` do all the set-up on a fresh Debian machine with Swift.

.PHONY: demo test workbook bench lint format system
.DEFAULT_GOAL := demo

RELEASE := .build/release/placeplan

system:
	@sh .ci/system-packages

demo: system
	@swift build -c release --product placeplan --explicit-target-dependency-import-check error
	@$(RELEASE) assess GeoData/shropshire

test:
	@sh .ci/system-packages libxlsxwriter-dev
	swift test --explicit-target-dependency-import-check error

# `placeplan new` writes its workbook with this product, which alone needs libxlsxwriter.
workbook:
	@sh .ci/system-packages libxlsxwriter-dev
	@swift build -c release --product placeplan-workbook --explicit-target-dependency-import-check error

bench: system
	@sh Benchmarks/run

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format format --in-place --recursive --parallel Package.swift Sources Tests
