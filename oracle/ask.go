package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

// question is a row of the table of requests.
type question struct {
	name, method, path string
	headers            http.Header
}

func questions(table string) ([]question, error) {
	text, err := os.ReadFile(table)
	if err != nil {
		return nil, err
	}
	var asked []question
	for number, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 4 {
			return nil, fmt.Errorf("%s:%d: %d cells, where name, method, path and headers are wanted", table, number+1, len(cells))
		}
		headers := http.Header{}
		for _, header := range strings.Split(cells[3], " | ") {
			if name, value, found := strings.Cut(header, ":"); found {
				headers.Set(strings.TrimSpace(name), strings.TrimSpace(value))
			}
		}
		asked = append(asked, question{cells[0], cells[1], cells[2], headers})
	}
	return asked, nil
}

// ask puts every question of the table to a server, and writes its answers to files of a folder:
// status line and headers as they came, an empty line, and the body without chunks or compression.
// NOW stands for the version that a list of the resource has, in requests and in answers; OLD is one
// that was compacted.
func ask(ctx context.Context, table, server, folder string) error {
	asked, err := questions(table)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	now := map[string]string{}
	for _, list := range []string{"/api/v1/endpoints", "/apis/discovery.k8s.io/v1/endpointslices"} {
		if now[list], err = versionOf(ctx, server, list); err != nil {
			return err
		}
	}
	// Most of the time a watch is waited for, or a server that waits itself.
	together, ctx := errgroup.WithContext(ctx)
	together.SetLimit(8)
	for _, one := range asked {
		version := now["/api/v1/endpoints"]
		if strings.Contains(one.path, "endpointslices") {
			version = now["/apis/discovery.k8s.io/v1/endpointslices"]
		}
		one.path = strings.NewReplacer("NOW", version, "OLD", "2").Replace(one.path)
		together.Go(func() error {
			answer, err := one.put(ctx, server)
			if err != nil {
				return fmt.Errorf("%s: %w", one.name, err)
			}
			// An object's own version stays as it is: its metadata begins with its name.
			for _, place := range []string{`{"resourceVersion":"`, "current: "} {
				answer = regexp.MustCompile(place+version+`\b`).ReplaceAll(answer, []byte(place+"NOW"))
			}
			return os.WriteFile(filepath.Join(folder, one.name+".http"), answer, 0o644)
		})
	}
	if err := together.Wait(); err != nil {
		return err
	}
	fmt.Printf("%d answers in %s\n", len(asked), folder)
	return nil
}

var listVersion = regexp.MustCompile(`"metadata":\{"resourceVersion":"(\d+)"`)

func versionOf(ctx context.Context, server, list string) (string, error) {
	headers := http.Header{"Authorization": {"Bearer " + adminToken}, "User-Agent": {"java/17"}}
	answer, err := question{"version", "GET", list + "?limit=1", headers}.put(ctx, server)
	if err != nil {
		return "", err
	}
	found := listVersion.FindSubmatch(answer)
	if found == nil {
		return "", fmt.Errorf("%s%s has no version: %s", server, list, answer)
	}
	return string(found[1]), nil
}

func (q question) put(ctx context.Context, server string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	at, err := url.Parse(server)
	if err != nil {
		return nil, err
	}
	connection, err := new(net.Dialer).DialContext(ctx, "tcp", at.Host)
	if err != nil {
		return nil, err
	}
	defer connection.Close()
	var request bytes.Buffer
	fmt.Fprintf(&request, "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n", q.method, q.path, at.Host)
	if err := q.headers.Write(&request); err != nil {
		return nil, err
	}
	request.WriteString("\r\n")
	if _, err := connection.Write(request.Bytes()); err != nil {
		return nil, err
	}
	all, err := io.ReadAll(connection)
	if err != nil {
		return nil, fmt.Errorf("after %d bytes: %w", len(all), err)
	}
	head, _, found := bytes.Cut(all, []byte("\r\n\r\n"))
	if !found {
		return nil, fmt.Errorf("no answer but %q", all)
	}
	body, err := bodyOf(all, q.method)
	return append(append(head, "\r\n\r\n"...), body...), err
}

func bodyOf(answer []byte, method string) ([]byte, error) {
	response, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(answer)), &http.Request{Method: method})
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.Header.Get("Content-Encoding") != "gzip" {
		return io.ReadAll(response.Body)
	}
	unpacked, err := gzip.NewReader(response.Body)
	if err == io.EOF {
		return nil, nil // nothing was written, so there is no member either
	}
	if err != nil {
		return nil, err
	}
	return io.ReadAll(unpacked)
}
