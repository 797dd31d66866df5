package extract

import "dateline/data"

func (s *sentence) patternClaims() []data.Claim { return nil }
