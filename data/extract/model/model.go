// Package model asks a language model of the user's own, behind an OpenAI-compatible endpoint, to read a report as a second
// reader. It is off unless configured; nothing it answers is believed before package extract has checked it against the text.
package model

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"dateline/data/extract"
)

// Config says where the model is. The zero value is no model.
type Config struct {
	// URL is the base of the API, such as http://127.0.0.1:8080/v1.
	URL string
	// Model is the name that the endpoint knows.
	Model string
	// Key is sent as bearer token where it is set; it is never logged.
	Key string
	// Timeout bounds one report, waiting and asking again included; 60 s where it is zero.
	Timeout time.Duration
	// MaxBytes bounds the answer; 1 MB where it is zero.
	MaxBytes int64
	// Now is the clock, time.Now by default.
	Now func() time.Time
}

// Client asks the model. It is safe for concurrent use.
type Client struct {
	config Config
	http   *http.Client

	mu       sync.Mutex
	failures int
	rest     time.Time // not asked before
}

// After maxFailures reports in a row without an answer the model is left alone for restTime, so that a dead endpoint costs its timeout
// a few times and not for every report.
const (
	maxFailures = 3
	restTime    = time.Minute
)

// ErrResting says that a model was not asked because it has just failed several times.
var ErrResting = errors.New("not asked: it failed several times in a row")

// New checks the configuration.
func New(c Config) (*Client, error) {
	u, err := url.Parse(c.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("model endpoint %q: want an http or https address such as http://127.0.0.1:8080/v1", c.URL)
	}
	if c.Model == "" {
		return nil, errors.New("model endpoint: no model is named")
	}
	if c.Timeout == 0 {
		c.Timeout = time.Minute
	}
	if c.MaxBytes == 0 {
		c.MaxBytes = 1 << 20
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return &Client{config: c, http: &http.Client{Timeout: c.Timeout}}, nil
}

// Name marks the claims of the model.
func (c *Client) Name() string { return Prefix + c.config.Model }

// Prefix starts the names of the readers that are models.
const Prefix = "model/"

const instructions = `Read the report and list its claims about who holds, besieges or leaves places, front lines, people who fled, shelter or returned, and movements of forces. Answer with one JSON object {"claims":[{"kind":"control|siege|line|flow|stock|return|movement","status":"captured|controls|lost|contested|withdrew|advancing|present|joint|besieged|lifted","actor":"…","modality":"asserted|claimed|denied|planned","attribution":"…","places":[{"role":"at|origin|destination|from|to|along","text":"…"}],"number":"…","unit":"person|household","quote":"…"}]}. Every text, number and quote must be copied from the report letter by letter. Leave out what the report does not say.`

type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Propose asks the model to read a text.
func (c *Client) Propose(ctx context.Context, text, language string) ([]extract.Proposal, error) {
	if c.resting() {
		return nil, ErrResting
	}
	body, err := json.Marshal(map[string]any{
		"model": c.config.Model, "temperature": 0, "response_format": map[string]string{"type": "json_object"},
		"messages": []message{{"system", instructions}, {"user", "Language: " + language + "\n\n" + text}},
	})
	if err != nil {
		return nil, fmt.Errorf("ask model: %w", err)
	}
	within, cancel := context.WithTimeout(ctx, c.config.Timeout)
	defer cancel()
	answer, err := c.ask(within, body)
	if ctx.Err() == nil { // being stopped is no fault of the model
		c.note(err)
	}
	if err != nil {
		return nil, fmt.Errorf("ask model: %w", err)
	}
	return decode(answer)
}

func (c *Client) resting() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.config.Now().Before(c.rest)
}

func (c *Client) note(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil {
		c.failures = 0
		return
	}
	if c.failures++; c.failures >= maxFailures {
		c.failures, c.rest = 0, c.config.Now().Add(restTime)
	}
}

// tries bounds the requests for one report; waitFirst is the wait before the second where the endpoint does not say how long.
const (
	tries     = 3
	waitFirst = time.Second
)

// ask sends the question, again where the endpoint is only busy (429, 503) and asks to wait no longer than the report's time allows.
func (c *Client) ask(ctx context.Context, body []byte) ([]byte, error) {
	wait := waitFirst
	for try := 1; ; try++ {
		answer, busy, after, err := c.post(ctx, body)
		if err == nil || !busy || try == tries {
			return answer, err
		}
		if after > 0 {
			wait = after
		}
		if end, ok := ctx.Deadline(); ok && time.Until(end) < wait {
			return nil, err
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		wait *= 2
	}
}

// post sends one request. busy says that asking later may help, after how long the endpoint wants to be left alone.
func (c *Client) post(ctx context.Context, body []byte) (answer []byte, busy bool, after time.Duration, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(c.config.URL, "/")+"/chat/completions", bytes.NewReader(body))
	if err != nil {
		return nil, false, 0, err
	}
	req.Header.Set("Content-Type", "application/json")
	if c.config.Key != "" {
		req.Header.Set("Authorization", "Bearer "+c.config.Key)
	}
	res, err := c.http.Do(req)
	if err != nil {
		return nil, false, 0, err
	}
	defer res.Body.Close()
	answer, err = io.ReadAll(io.LimitReader(res.Body, c.config.MaxBytes+1))
	switch {
	case err != nil:
		return nil, false, 0, err
	case int64(len(answer)) > c.config.MaxBytes:
		return nil, false, 0, fmt.Errorf("the answer is longer than %d bytes", c.config.MaxBytes)
	case res.StatusCode != http.StatusOK:
		busy = res.StatusCode == http.StatusTooManyRequests || res.StatusCode == http.StatusServiceUnavailable
		if n, err := strconv.Atoi(res.Header.Get("Retry-After")); err == nil && n >= 0 {
			after = time.Duration(n) * time.Second
		}
		return nil, busy, after, fmt.Errorf("the endpoint answered %s", res.Status)
	}
	return answer, false, 0, nil
}

// decode reads the claims out of a chat completion.
func decode(answer []byte) ([]extract.Proposal, error) {
	var chat struct {
		Choices []struct {
			Message message `json:"message"`
		} `json:"choices"`
	}
	if err := json.Unmarshal(answer, &chat); err != nil {
		return nil, fmt.Errorf("ask model: the answer is not a chat completion: %w", err)
	}
	if len(chat.Choices) == 0 {
		return nil, errors.New("ask model: the answer holds no choice")
	}
	content := strings.TrimSpace(chat.Choices[0].Message.Content)
	content = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(content, "```json"), "```"), "```")
	var out struct {
		Claims []extract.Proposal `json:"claims"`
	}
	if err := json.Unmarshal([]byte(content), &out); err != nil {
		return nil, fmt.Errorf("ask model: its claims are not JSON: %w", err)
	}
	return out.Claims, nil
}
