// Preact, its hooks and htm are plain scripts: a module can't import one by the name "preact" without an inline import map.
const { h, render, Fragment } = window.preact;
const { useState, useEffect, useLayoutEffect, useMemo, useRef, useCallback } = window.preactHooks;
const html = window.htm.bind(h);

export { html, render, Fragment, useState, useEffect, useLayoutEffect, useMemo, useRef, useCallback };
