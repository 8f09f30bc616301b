/** A real browser, which our own client drives through its DevTools Protocol. */
package io.longwire.ws.conformance.browser;
