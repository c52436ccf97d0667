/** Who may do what: roles, rights, and the table that joins them, as data. */
@NullMarked
package dev.releaseledger.events.access;

import org.jspecify.annotations.NullMarked;
