package dev.releaseledger.query.flag.ofrep;

import org.springframework.http.HttpStatus;

/** Why there is no evaluation, as the protocol says it. */
final class OfrepFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    /** The protocol's codes. */
    enum Code {
        PARSE_ERROR(HttpStatus.BAD_REQUEST),
        TARGETING_KEY_MISSING(HttpStatus.BAD_REQUEST),
        INVALID_CONTEXT(HttpStatus.BAD_REQUEST),
        GENERAL(HttpStatus.BAD_REQUEST),
        FLAG_NOT_FOUND(HttpStatus.NOT_FOUND);

        private final HttpStatus status;

        Code(HttpStatus status) {
            this.status = status;
        }

        HttpStatus status() {
            return status;
        }
    }

    OfrepFault(Code code, String details) {
        // Nobody looks at where it was thrown, and bad requests may be many.
        super(details, null, false, false);
        this.code = code;
    }

    Code code() {
        return code;
    }

    String details() {
        return String.valueOf(getMessage());
    }
}
