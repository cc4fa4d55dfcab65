package summarize

func (c *Collapser) markAsides(h *held) {}
