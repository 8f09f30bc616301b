/** The chat's page in a real browser, which our own client drives through its DevTools Protocol. */
package io.longwire.ws.examples.browser;
