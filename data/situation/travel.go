package situation

import "github.com/paulmach/orb"

// TravelMethod is the method of zones whose caps follow travel time.
const TravelMethod = "voronoi-capped-by-travel-time"

// TravelGround is a Ground with a road graph. Zones then reach as far from a place as one gets in the time that a good road
// takes for the cap, in a straight line: less in mountains and desert, never more than the cap.
type TravelGround interface {
	// ReachKM gives that distance for a place and a cap, both in km.
	ReachKM(p orb.Point, capKM float64) float64
}

// leastReachKM is how far a place reaches however bad its roads are: its own houses.
const leastReachKM = 0.5

// reach is how far the status of a site goes.
func (l *land) reach(s site, capKM float64) float64 {
	km := capKM * s.reach
	if g, ok := l.Ground.(TravelGround); ok {
		km = min(km, max(leastReachKM, g.ReachKM(s.point, km)))
	}
	return km
}

// method is how the zones of this ground are made.
func (l *land) method() string {
	if _, ok := l.Ground.(TravelGround); ok {
		return TravelMethod
	}
	return Method
}
