// Package http3 stands in for the HTTP/3 server that gin can start and Dateline does not.
package http3

import (
	"errors"
	"net/http"
)

// ListenAndServeQUIC says that there is no HTTP/3 in this program.
func ListenAndServeQUIC(_, _, _ string, _ http.Handler) error {
	return errors.New("this program was built without HTTP/3")
}
