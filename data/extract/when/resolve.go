package when

import (
	"math"
	"time"

	"dateline/data"
)

// Precisions of an interval.
const (
	Hour    = "hour"
	Day     = "day"
	Week    = "week"
	Month   = "month"
	Year    = "year"
	Unknown = "unknown"
)

// Resolve gives the interval that the expression means in a report published at pub. future says that the sentence speaks
// of what is to come, so that "Saturday" is the next one. Without a publication date only a full date resolves.
func (e Expression) Resolve(pub time.Time, future bool) data.Interval {
	if pub.IsZero() && (e.kind != date || e.year == 0) {
		return data.Interval{Precision: Unknown}
	}
	start, end, precision := e.bounds(pub.UTC(), future)
	iv := data.Interval{Start: &start, End: &end, Precision: precision}
	switch {
	case e.Open:
		iv.End = nil
	case e.Close:
		iv.Start = nil
	}
	return iv
}

func (e Expression) bounds(pub time.Time, future bool) (time.Time, time.Time, string) {
	today := time.Date(pub.Year(), pub.Month(), pub.Day(), 0, 0, 0, 0, time.UTC)
	switch e.kind {
	case day:
		return oneDay(today.AddDate(0, 0, e.n))
	case weekday:
		return oneDay(nearestWeekday(today, time.Weekday(e.n), future))
	case relative:
		return e.period(today)
	case duration:
		return today.Add(-e.length()), today.AddDate(0, 0, 1), precisionOf(e.unit)
	case ago:
		at := today.Add(-e.length())
		return at, at.AddDate(0, 0, max(1, e.unit)), precisionOf(e.unit)
	case clock:
		return oneDay(today)
	}
	return e.calendar(today, future)
}

func (e Expression) length() time.Duration {
	if e.unit == 0 {
		return time.Duration(e.count * float64(time.Hour))
	}
	return time.Duration(math.Min(e.count*float64(e.unit), 365*200) * 24 * float64(time.Hour))
}

func oneDay(d time.Time) (time.Time, time.Time, string) { return d, d.AddDate(0, 0, 1), Day }

func precisionOf(unit int) string {
	switch {
	case unit == 0:
		return Hour
	case unit < 7:
		return Day
	case unit < 30:
		return Week
	case unit < 365:
		return Month
	}
	return Year
}

// nearestWeekday is today or one of the six days before (after, in the future).
func nearestWeekday(today time.Time, w time.Weekday, future bool) time.Time {
	back := (int(today.Weekday()) - int(w) + 7) % 7
	if future && back != 0 {
		return today.AddDate(0, 0, 7-back)
	}
	return today.AddDate(0, 0, -back)
}

// period gives last, this or next week (Monday to Sunday), month, year or weekend.
func (e Expression) period(today time.Time) (time.Time, time.Time, string) {
	monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
	switch {
	case e.unit == 1:
		return oneDay(today.AddDate(0, 0, e.n))
	case e.unit == 2:
		sat := nearestWeekday(today, time.Saturday, false)
		return sat, sat.AddDate(0, 0, 2), Day
	case e.unit < 30:
		start := monday.AddDate(0, 0, e.n*e.unit)
		return start, start.AddDate(0, 0, e.unit), Week
	case e.unit < 365:
		start := time.Date(today.Year(), today.Month()+time.Month(e.n), 1, 0, 0, 0, 0, time.UTC)
		return start, start.AddDate(0, 1, 0), Month
	}
	start := time.Date(today.Year()+e.n, 1, 1, 0, 0, 0, 0, time.UTC)
	return start, start.AddDate(1, 0, 0), Year
}

// calendar resolves a date of which the year, the day or the month may be missing.
func (e Expression) calendar(today time.Time, future bool) (time.Time, time.Time, string) {
	year := e.year
	if year == 0 {
		year = today.Year()
		first := time.Date(year, time.Month(e.month), max(1, e.dom), 0, 0, 0, 0, time.UTC)
		switch {
		case !future && first.After(today.AddDate(0, 0, 1)):
			year--
		case future && first.AddDate(0, 1, 0).Before(today):
			year++
		}
	}
	if e.month == 0 {
		start := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		return thirdOf(start, start.AddDate(1, 0, 0), e.third, Year)
	}
	if e.dom == 0 {
		start := time.Date(year, time.Month(e.month), 1, 0, 0, 0, 0, time.UTC)
		return thirdOf(start, start.AddDate(0, 1, 0), e.third, Month)
	}
	start := time.Date(year, time.Month(e.month), e.dom, 0, 0, 0, 0, time.UTC)
	if e.domEnd > 0 {
		return start, time.Date(year, time.Month(e.month), e.domEnd+1, 0, 0, 0, 0, time.UTC), Day
	}
	return oneDay(start)
}

// thirdOf narrows a month or year to its first, second or last third.
func thirdOf(start, end time.Time, third int, precision string) (time.Time, time.Time, string) {
	if third < 0 {
		return start, end, precision
	}
	days := int(end.Sub(start).Hours() / 24)
	from := start.AddDate(0, 0, days*third/3)
	to := start.AddDate(0, 0, days*(third+1)/3)
	if precision == Month {
		return from, to, Week
	}
	return from, to, Month
}
