// Package situation folds claims into the situation at a valid and a known time, under a profile: who holds which place and
// why, the zones and front lines that follow from it, who moved where.
//
// It is a function of its inputs. The same claims, instant and parameters give the same bytes, and every feature names the
// claims and sentences that it rests on. What a profile hides is taken out before anything is drawn, so nothing hidden
// shapes a line. Pending claims count only for profiles to which the [Publisher] shows them; rejected, retracted and merged
// claims never do.
//
// # How a place gets its status
//
// The claims about a place are read in the order of their times. Each changes what is held to be true by the first rule that
// fits, and each rule leaves its reason in words:
//
//  1. A capture ends the tenure of the holder before. Word of a holder is support for him, or the start of his tenure.
//  2. Word of another holder, later and of equal or better grade, ends the tenure too: somebody must have taken the place.
//  3. Of a lower grade, within a week of the last good word, it only disputes the tenure, until a second independent source
//     says it too. On the same day two words of equal grade dispute each other. Sources are independent unless
//     their reports are copies of one text or of one publisher.
//  4. A loss or withdrawal ends the tenure; the party that it was lost to, where one is named, follows.
//  5. Fighting for the place makes it contested until the next word of a holder. Where sources merely disagree it is
//     disputed; with fighting reported there within a week, contested.
//  6. A denial disputes a tenure that fewer than two independent sources support.
//  7. A siege stands beside the tenure and never changes it. It ends when it is lifted or the place falls.
//  8. Presence and advance are noted and give no holder. Plans and former states change nothing.
//  9. "Around the place" and "a site near the place" have a status of their own, apart from the place.
//  10. Word of an area ("controls the province") gives every place in it that has no status of its own a claimed one.
//
// A settlement that no report names bounds the land of its neighbours from 1,000 inhabitants on, or as a seat of
// administration; smaller ones go with the nearest reported place, and so do those on the built-up land of a reported city ten
// times their size. Sites other than towns reach a quarter of the cap, places below 1,000 inhabitants three quarters.
//
// The land of such a silent settlement takes the holder of the nearest reported place, as "inferred", where at least two thirds of
// the reported places within whose caps it lies have that holder, undisputed; as far as is left of the
// nearest one's cap, so that nothing beyond the cap of a report is coloured. Query.OwnOnly leaves such land empty. Word
// of an area comes before it. Where a ground knows roads (TravelGround), caps are by travel time.
//
// Front lines run between zones of opposed holders: observed where both sides have word of the last week, else inferred. A line
// that a report draws is schematic: straight between its ends, but past the towns of both sides as far as those are known.
// The band of a line is where it may in truth run; neither shapes an area. Countries and areas have no mark on the map.
//
// Grades are the Admiralty ones: the reliability of the source as the ledger has it, A to F, and the credibility of the claim, 1 to 6,
// which follows from the other claims on the same place within a week (data.Assess): confirmed by an independent source,
// alone, or contradicted. Reports are independent when they share neither their text nor their publisher.
//
// A tenure that only parties themselves claim is "claimed", otherwise "assessed". Without support for more than 30 days it
// is "stale"; when the weight of its last support falls under 0.05, after about 4.4 months, it ends. The weight is
// 1/(1+exp(2.5·months-8)), the decay that Anders fitted for territorial control (Journal of Peace Research 57(6), 2020).
package situation
