package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// point is a place in degrees, x east and y north.
type point struct{ x, y float64 }

// topology is a TopoJSON file: countries whose borders are arcs, each of which two neighbours share.
type topology struct {
	Transform struct {
		Scale, Translate [2]float64
	} `json:"transform"`
	Arcs    [][][2]float64 `json:"arcs"`
	Objects struct {
		Countries struct {
			Geometries []geometry `json:"geometries"`
		} `json:"countries"`
	} `json:"objects"`
}

type geometry struct {
	Type       string          `json:"type"`
	ID         string          `json:"id"` // ISO 3166-1 numeric, "" where Natural Earth draws what has no code
	Arcs       json.RawMessage `json:"arcs"`
	Properties struct {
		Name string `json:"name"`
	} `json:"properties"`
}

func readJSON(path string, into any) error {
	data, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		return fmt.Errorf("read open data: %w", err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return nil
}

func readTopology(path string) (topology, error) {
	var t topology
	return t, readJSON(path, &t)
}

// readCodes reads which two letters belong to which number of ISO 3166-1.
func readCodes(path string) (map[string]string, error) {
	var file struct {
		Supplemental struct {
			CodeMappings map[string]struct {
				Numeric string `json:"_numeric"`
			} `json:"codeMappings"`
		} `json:"supplemental"`
	}
	if err := readJSON(path, &file); err != nil {
		return nil, err
	}
	codes := map[string]string{}
	for code, c := range file.Supplemental.CodeMappings {
		if len(code) == 2 && c.Numeric != "" {
			codes[c.Numeric] = code
		}
	}
	return codes, nil
}

// arc is one arc in degrees, simplified: the ends stay, so that neighbours still meet.
func (t topology) arc(i int) []point {
	backwards := i < 0
	if backwards {
		i = ^i
	}
	var x, y float64
	line := make([]point, 0, len(t.Arcs[i]))
	for _, d := range t.Arcs[i] { // each point is given by its distance from the one before
		x, y = x+d[0], y+d[1]
		line = append(line, point{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]})
	}
	line = simplify(line)
	if backwards {
		for a, b := 0, len(line)-1; a < b; a, b = a+1, b-1 {
			line[a], line[b] = line[b], line[a]
		}
	}
	return line
}

// rings are the outer borders of a country, and those of the holes in it.
func (t topology) rings(g geometry) ([][]point, error) {
	var polygons [][][]int
	if g.Type == "Polygon" {
		polygons = make([][][]int, 1)
		if err := json.Unmarshal(g.Arcs, &polygons[0]); err != nil {
			return nil, fmt.Errorf("read the border of %s: %w", g.Properties.Name, err)
		}
	} else if err := json.Unmarshal(g.Arcs, &polygons); err != nil {
		return nil, fmt.Errorf("read the borders of %s: %w", g.Properties.Name, err)
	}
	var out [][]point
	for _, p := range polygons {
		for _, arcs := range p {
			var ring []point
			for _, i := range arcs {
				line := t.arc(i)
				if len(ring) > 0 {
					line = line[1:] // it begins where the one before ended
				}
				ring = append(ring, line...)
			}
			out = append(out, ring)
		}
	}
	return out, nil
}
