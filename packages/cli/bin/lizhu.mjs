#!/usr/bin/env node
// Committed and executable, so that the link npm makes works before and after the first build.
import "../dist/main.js"
