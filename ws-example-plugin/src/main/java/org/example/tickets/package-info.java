/**
 * A plug-in that admits who has a ticket: {@code ws://host/path?ticket=...}. A ticket is good once and for a short time, so it
 * does no harm in a log. The service {@link org.example.tickets.Tickets} issues them.
 */
@NullMarked
package org.example.tickets;

import org.jspecify.annotations.NullMarked;
