//go:build !linux

package main

func systemLimits() []memoryLimit { return nil }
