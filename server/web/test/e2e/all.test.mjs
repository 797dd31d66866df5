// Stories of readers, reviewers and those who take the map away, acted out in a browser against the built binary. One
// browser serves them all, one after the other: they share one machine's graphics.
import './reading.mjs';
import './time.mjs';
import './adding.mjs';
import './evidence.mjs';
import './review.mjs';
import './deciding.mjs';
import './measuring.mjs';
import './away.mjs';
import './paper.mjs';
import './everyone.mjs';
import './keyboard.mjs';
import './live.mjs';
import './large.mjs';
