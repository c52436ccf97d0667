/** Announcements: which ones a release has and when they are due, as a function of it and its policy; the rules over them. */
@NullMarked
package dev.releaseledger.events.release.announce;

import org.jspecify.annotations.NullMarked;
