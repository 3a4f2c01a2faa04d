# `make demo` and `make test` do all the set-up on a fresh Debian machine with Swift.

.PHONY: demo test bench lint format system
.DEFAULT_GOAL := demo

RELEASE := .build/release/placeplan

system:
	@sh .ci/system-packages

demo: system
	@swift build -c release --product placeplan --explicit-target-dependency-import-check error
	@$(RELEASE) assess GeoData/shropshire

test: system
	swift test --explicit-target-dependency-import-check error

bench: system
	@sh Benchmarks/run

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format format --in-place --recursive --parallel Package.swift Sources Tests
