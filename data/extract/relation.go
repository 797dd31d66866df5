package extract

import "dateline/data"

func (s *sentence) relations() []data.Claim { return nil }
