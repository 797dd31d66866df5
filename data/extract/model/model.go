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
	"strings"
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
	// Timeout bounds one report; 60 s where it is zero.
	Timeout time.Duration
	// MaxBytes bounds the answer; 1 MB where it is zero.
	MaxBytes int64
}

// Client asks the model. It is safe for concurrent use.
type Client struct {
	config Config
	http   *http.Client
}

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
	return &Client{c, &http.Client{Timeout: c.Timeout}}, nil
}

// Name marks the claims of the model.
func (c *Client) Name() string { return "model/" + c.config.Model }

const instructions = `Read the report and list its claims about who holds, besieges or leaves places, front lines, people who fled, shelter or returned, and movements of forces. Answer with one JSON object {"claims":[{"kind":"control|siege|line|flow|stock|return|movement","status":"captured|controls|lost|contested|withdrew|advancing|present|joint|besieged|lifted","actor":"…","modality":"asserted|claimed|denied|planned","attribution":"…","places":[{"role":"at|origin|destination|from|to|along","text":"…"}],"number":"…","unit":"person|household","quote":"…"}]}. Every text, number and quote must be copied from the report letter by letter. Leave out what the report does not say.`

type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Propose asks the model to read a text.
func (c *Client) Propose(ctx context.Context, text, language string) ([]extract.Proposal, error) {
	body, err := json.Marshal(map[string]any{
		"model": c.config.Model, "temperature": 0, "response_format": map[string]string{"type": "json_object"},
		"messages": []message{{"system", instructions}, {"user", "Language: " + language + "\n\n" + text}},
	})
	if err != nil {
		return nil, fmt.Errorf("ask model: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, c.config.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(c.config.URL, "/")+"/chat/completions", bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("ask model: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	if c.config.Key != "" {
		req.Header.Set("Authorization", "Bearer "+c.config.Key)
	}
	res, err := c.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("ask model: %w", err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(res.Body, c.config.MaxBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("ask model: %w", err)
	case int64(len(answer)) > c.config.MaxBytes:
		return nil, fmt.Errorf("ask model: the answer is longer than %d bytes", c.config.MaxBytes)
	case res.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("ask model: the endpoint answered %s", res.Status)
	}
	return decode(answer)
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
