# `make run` and `make test` do all set-up by themselves; everything else is for those who work on Dateline.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

GO      ?= go
DB      ?= dateline.db
ADDR    ?= 127.0.0.1:8080
REPORT  ?=
BIN     := bin/dateline
WEB     := server/web
comma   := ,
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS := -s -w -X main.version=$(VERSION)
# gin's MessagePack codec is never used here, and is 6 MB. SQLite (MBTiles) is 4 MB; MBTILES= leaves it out.
MBTILES ?= 1
# S3=1 brings the clients of object stores, for `export site s3://…`.
S3      ?=
TAGS    := nomsgpack$(if $(MBTILES),,$(comma)nombtiles)$(if $(S3),$(comma)s3)

# Pinned tools, run from the module proxy and kept out of go.mod.
GOFUMPT     := mvdan.cc/gofumpt@v0.12.0
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOLANGCI    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

WEB_SOURCES := $(shell find $(WEB)/src -type f 2>/dev/null) $(wildcard $(WEB)/*.json $(WEB)/*.mjs $(WEB)/*.js)

.PHONY: help run build web test lint bench evaluate soak screenshots generate conformance clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | column -t -s "$$(printf '\t')"

run: build ## build everything, open dateline.db, load the demo report when it is empty, serve the map (REPORT=path adds a file)
	$(BIN) serve --db "$(DB)" --addr "$(ADDR)" --demo --open $(if $(REPORT),--report "$(REPORT)")

build: web ## build bin/dateline with the map inside
	$(GO) build -trimpath -tags $(TAGS) -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/dateline

web: $(WEB)/dist/index.html ## build the web map (left out, with a word, where there is no npm)

$(WEB)/dist/index.html: $(WEB_SOURCES)
	@if command -v npm >/dev/null; then \
	  cd $(WEB) && npm ci --no-audit --no-fund && npm run build; \
	else \
	  echo "no npm on this machine: building the API server without the map; install Node 20 or newer and run make again for the map"; \
	fi

test: build .ci/browser ## install what tests need, then formatting, linters, Go tests with the race detector, TypeScript and browser tests
	.ci/test

.PHONY: .ci/browser
.ci/browser:
	@.ci/browser >/dev/null

lint: ## the longer linter run (golangci-lint, some minutes the first time)
	$(GO) mod tidy -diff
	$(GO) run $(GOLANGCI) run ./...

bench: build ## speed, memory and size, with peers where they can be had
	.ci/bench

evaluate: build ## accuracy on the corpora under ../shared and our own tables
	.ci/evaluate

soak: ## 200 rounds of kill -9 and other long tests
	DATELINE_SOAK=1 $(GO) test -count=1 -timeout 60m -run 'Kill|BitFlips' ./data/...
	DATELINE_SOAK=1 $(GO) test -count=1 -v -run Soak ./server
	DATELINE_SOAK=1 $(GO) test -count=1 -v -timeout 20m -run 'KilledImport|AllShared|EveryName|Typos' ./geo/gazetteer/...
	GAZETTEER_SYNTHETIC=5000000 $(GO) test -run '^$$' -timeout 30m -bench BuildSynthetic -benchtime 1x ./geo/gazetteer

screenshots: build .ci/browser ## write the pictures of the map's states
	cd $(WEB) && npm run screenshots

generate: ## make the embedded data again from the npm and Go packages it comes from
	$(GO) generate ./...

conformance: build ## GDAL, the abstract tests and, where Maven has them, the OGC's test suites against a running server
	.ci/conformance

clean: ## remove what was built; the database stays
	rm -rf bin $(WEB)/node_modules
	find $(WEB)/dist -mindepth 1 ! -name README -delete
