/** The runnable jar as a process, seen from outside. */
package io.longwire.ws.examples.it;
