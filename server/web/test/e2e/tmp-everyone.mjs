import './everyone.mjs';
