/** What a command of the auditor says, and how: faults, exit codes, progress. */
@NullMarked
package dev.releaseledger.auditor.report;

import org.jspecify.annotations.NullMarked;
