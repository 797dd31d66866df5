package cql2

// finish checks the arguments of every call, so that matching meets no surprise.
func finish(root *node) (*Expression, error) {
	if err := check(root); err != nil {
		return nil, err
	}
	return &Expression{root}, nil
}

func check(n *node) error {
	if n.kind == call {
		if least, most, ok := takes(n.op); ok && (len(n.args) < least || len(n.args) > most) {
			return fail(0, "%s takes %d arguments, here are %d", n.op, least, len(n.args))
		}
		if n.op == "in" && n.args[1].kind != array {
			return fail(0, "in wants a list")
		}
	}
	for _, a := range n.args {
		if err := check(a); err != nil {
			return err
		}
	}
	return nil
}

// Unknown gives the name of a function that the filter calls and that is not known, "" for none.
func (e *Expression) Unknown() string { return unknown(e.root) }

func unknown(n *node) string {
	if n.kind == call {
		if _, _, ok := takes(n.op); !ok {
			return n.op
		}
	}
	for _, a := range n.args {
		if name := unknown(a); name != "" {
			return name
		}
	}
	return ""
}
