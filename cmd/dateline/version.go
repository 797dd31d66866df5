package main

// version is set when the binary is built: -ldflags "-X main.version=…".
var version = "unreleased"
