package index

import "math"

// The string tables of an index.
const (
	tabKinds    = iota // class byte and feature code
	tabAdmin1          // admin-1 codes
	tabAdmin2          // admin-2 codes
	tabSources         // names of sources
	tabPrefixes        // prefixes of ids
	tabLangs           // languages of names
	tabCount
)

var tableLimits = [tabCount]int{math.MaxUint16, math.MaxUint16, math.MaxInt32, math.MaxUint8, 63, math.MaxUint16}

// tables gives each string of a kind a small number, in the order in which they come; 0 is the empty string.
type tables struct {
	list [tabCount][]string
	of   [tabCount]map[string]int
}

func (t *tables) add(table int, s string) int {
	if t.of[table] == nil {
		t.of[table] = map[string]int{"": 0}
		t.list[table] = []string{""}
	}
	i, ok := t.of[table][s]
	if !ok {
		i = len(t.list[table])
		t.of[table][s] = i
		t.list[table] = append(t.list[table], s)
	}
	return i
}

func (t *tables) overflow() bool {
	for i, l := range t.list {
		if len(l) > tableLimits[i]+1 {
			return true
		}
	}
	return false
}

func (t *tables) encode() []byte {
	var b []byte
	for i := range t.list {
		t.add(i, "")
		b = le.AppendUint32(b, uint32(len(t.list[i])))
		for _, s := range t.list[i] {
			b = appendString(b, s)
		}
	}
	return b
}

// decodeTables reads the tables; ok is false after damage.
func decodeTables(data []byte) (list [tabCount][]string, ok bool) {
	d := decoder{b: data}
	for i := range list {
		head := d.bytes(4)
		if head == nil {
			return list, false
		}
		n := int(le.Uint32(head))
		if n > len(d.b) {
			return list, false
		}
		list[i] = make([]string, n)
		for j := range list[i] {
			list[i][j] = d.string()
		}
	}
	return list, !d.bad
}
