// Package bson stands in for the codec of MongoDB that gin can answer with and Dateline does not.
package bson

import "errors"

var errLeftOut = errors.New("this program was built without BSON")

// Marshal gives an error.
func Marshal(any) ([]byte, error) { return nil, errLeftOut }

// Unmarshal gives an error.
func Unmarshal([]byte, any) error { return errLeftOut }

// Type names a kind of value.
type Type byte

// The kinds that orb/geojson names.
const (
	TypeNull             Type = 0x0A
	TypeEmbeddedDocument Type = 0x03
)

// RawValue is a value that nobody reads.
type RawValue struct {
	Type  Type
	Value []byte
}

// StringValueOK gives nothing.
func (RawValue) StringValueOK() (string, bool) { return "", false }

// Unmarshal gives an error.
func (RawValue) Unmarshal(any) error { return errLeftOut }

// LookupErr gives an error.
func (RawValue) LookupErr(...string) (RawValue, error) { return RawValue{}, errLeftOut }

// Raw is a document that nobody reads.
type Raw []byte

// MarshalValue gives an error.
func MarshalValue(any) (Type, []byte, error) { return 0, nil, errLeftOut }
