package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// What no two servers share: ids, dates, addresses, and the lengths that follow from them; and the
// answer to our own Connection: close. The oracle
// has no priority and fairness, so it sends none of its headers.
var own = []struct {
	pattern     *regexp.Regexp
	replacement string
}{
	{regexp.MustCompile(`(?m)^((?i:Audit-Id|Date|Content-Length)): .*$`), "$1: …"},
	{regexp.MustCompile(`(?m)^Connection: close\r\n`), ""},
	{regexp.MustCompile(`(?mi)^X-Kubernetes-Pf-[a-z]+-Uid: .*\n`), ""},
	{regexp.MustCompile(`127\.0\.0\.1:[0-9]+`), "ADDRESS"},
}

// compare tells how the answers in two folders differ, and fails when one does that no row of the
// table of differences explains, or none does that a row explains.
func compare(expected, actual, differences string) error {
	reasons, err := reasonsOf(differences)
	if err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(expected, "*.http"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no answers in %s: %v", expected, err)
	}
	same, meant, wrong := 0, 0, 0
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".http")
		want, err := comparable(file)
		if err != nil {
			return err
		}
		got, err := comparable(filepath.Join(actual, name+".http"))
		if err != nil {
			return err
		}
		reason, known := reasons[name]
		atTimes := strings.HasPrefix(reason, "at times ")
		switch equal := bytes.Equal(want, got); {
		case atTimes:
			meant++
		case equal && !known:
			same++
		case !equal && known:
			meant++
		case equal:
			wrong++
			fmt.Printf("%s: equal now, so its row can go from %s: %s\n", name, differences, reason)
		default:
			wrong++
			fmt.Printf("%s:\n%s\n", name, firstDifference(string(want), string(got)))
		}
	}
	fmt.Printf("%d answers are the same, %d differ as is meant, %d are wrong\n", same, meant, wrong)
	if wrong > 0 {
		return fmt.Errorf("%d answers are wrong", wrong)
	}
	return nil
}

// reasonsOf reads why an answer is meant to differ: name, tab, reason.
func reasonsOf(table string) (map[string]string, error) {
	text, err := os.ReadFile(table)
	if err != nil {
		return nil, err
	}
	reasons := map[string]string{}
	for _, line := range strings.Split(string(text), "\n") {
		if name, reason, found := strings.Cut(line, "\t"); found && !strings.HasPrefix(line, "#") {
			reasons[name] = reason
		}
	}
	return reasons, nil
}

func comparable(file string) ([]byte, error) {
	answer, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for _, one := range own {
		answer = one.pattern.ReplaceAll(answer, []byte(one.replacement))
	}
	return answer, nil
}

func firstDifference(want, got string) string {
	at := 0
	for at < len(want) && at < len(got) && want[at] == got[at] {
		at++
	}
	excerpt := func(of string) string {
		return fmt.Sprintf("%q", of[max(0, at-40):min(len(of), at+160)])
	}
	return fmt.Sprintf("  at %d\n  want %s\n  got  %s", at, excerpt(want), excerpt(got))
}
