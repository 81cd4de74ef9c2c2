// Reads what is deployed as Compose, Kubernetes and BuildKit themselves do, and prints their complaints by file, as JSON.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	"sigs.k8s.io/yaml"
)

func main() {
	root := os.Args[1]
	faults := map[string][]string{
		"deploy/compose.yaml":             compose(filepath.Join(root, "deploy/compose.yaml")),
		"deploy/kubernetes/registry.yaml": kubernetes(filepath.Join(root, "deploy/kubernetes/registry.yaml")),
		"deploy/kubernetes/services.yaml": kubernetes(filepath.Join(root, "deploy/kubernetes/services.yaml")),
		"Dockerfile":                      dockerfile(filepath.Join(root, "Dockerfile")),
	}
	if err := json.NewEncoder(os.Stdout).Encode(faults); err != nil {
		os.Exit(1)
	}
}

func compose(path string) []string {
	options, err := cli.NewProjectOptions([]string{path}, cli.WithEnv([]string{"EUREKA_PASSWORD=pa-ss"}))
	if err != nil {
		return []string{err.Error()}
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		return []string{err.Error()}
	}
	if len(project.Services) == 0 {
		return []string{"no services"}
	}
	return []string{}
}

func kubernetes(path string) []string {
	text, err := os.ReadFile(path)
	if err != nil {
		return []string{err.Error()}
	}
	faults := []string{}
	for _, document := range bytes.Split(text, []byte("\n---\n")) {
		var kind struct{ Kind string }
		if err := yaml.Unmarshal(document, &kind); err != nil {
			faults = append(faults, err.Error())
			continue
		}
		var target any
		switch kind.Kind {
		case "StatefulSet":
			target = &appsv1.StatefulSet{}
		case "Service":
			target = &corev1.Service{}
		case "PodDisruptionBudget":
			target = &policyv1.PodDisruptionBudget{}
		default:
			faults = append(faults, "unknown kind "+kind.Kind)
			continue
		}
		if err := yaml.UnmarshalStrict(document, target); err != nil {
			faults = append(faults, kind.Kind+": "+err.Error())
		}
	}
	return faults
}

func dockerfile(path string) []string {
	text, err := os.Open(path)
	if err != nil {
		return []string{err.Error()}
	}
	defer text.Close()
	tree, err := parser.Parse(text)
	if err != nil {
		return []string{err.Error()}
	}
	faults := []string{}
	for _, warning := range tree.Warnings {
		faults = append(faults, warning.Short)
	}
	lint := linter.New(&linter.Config{Warn: func(rule, description, url, short string, location []parser.Range) {
		faults = append(faults, rule+": "+short)
	}})
	if _, _, err := instructions.Parse(tree.AST, lint); err != nil {
		faults = append(faults, err.Error())
	}
	return faults
}
