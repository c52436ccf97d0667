package dev.releaseledger.command.rest;

import dev.releaseledger.command.append.AppendFailed;
import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns whatever went wrong into a problem; what it was inside is for the log alone. */
@RestControllerAdvice
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<String> rejected(RequestRejected rejected) {
        return answer(rejected.problem());
    }

    @ExceptionHandler
    ResponseEntity<String> unavailable(LedgerUnavailable unavailable) {
        return answer(Problem.of(
                503,
                "ledger-unavailable",
                "Ledger unavailable",
                unavailable.reason().meaning()));
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<String> databaseAway(RuntimeException away) {
        LOG.warn("the database did not answer: {}", away.getMessage());
        return answer(Problem.of(503, "ledger-unavailable", "Ledger unavailable", "the database does not answer"));
    }

    @ExceptionHandler
    ResponseEntity<String> failed(AppendFailed failed) {
        LOG.error("an append failed", failed);
        return answer(Problem.of(500, "internal", "Internal error", "this could not be recorded; nothing of it was"));
    }

    @ExceptionHandler
    ResponseEntity<String> mistyped(MethodArgumentTypeMismatchException mistyped) {
        Class<?> wanted = mistyped.getRequiredType();
        String expected = wanted == UUID.class
                ? "a UUID"
                : wanted != null && wanted.isEnum()
                        ? "one of "
                                + Arrays.stream(wanted.getEnumConstants())
                                        .map(Object::toString)
                                        .collect(Collectors.joining(", "))
                        : "another value";
        return answer(Problem.of(List.of(new Fault(mistyped.getName(), "is not as it should be", expected))));
    }

    @ExceptionHandler
    ResponseEntity<String> unreadable(HttpMessageNotReadableException unreadable) {
        if (unreadable.getRootCause() instanceof RequestRejected rejected) {
            return answer(rejected.problem());
        }
        return answer(Problem.of(List.of(new Fault("(body)", "is missing or cannot be read", "one JSON object"))));
    }

    @ExceptionHandler
    ResponseEntity<String> denied(AccessDeniedException denied) {
        return answer(Problem.of(403, "forbidden", "Forbidden", "the token does not give this right"));
    }

    @ExceptionHandler
    ResponseEntity<String> other(Exception other) {
        if (other instanceof ErrorResponse known) {
            int status = known.getStatusCode().value();
            String title = known.getBody().getTitle();
            String detail = known.getBody().getDetail();
            return answer(Problem.of(
                    status,
                    status == 404 ? "not-found" : status == 405 ? "method-not-allowed" : "bad-request",
                    title == null ? "Bad request" : title,
                    detail == null ? "the request cannot be answered" : detail));
        }
        LOG.error("a request failed", other);
        return answer(Problem.of(500, "internal", "Internal error", "something went wrong here; it is in our log"));
    }

    private static ResponseEntity<String> answer(Problem problem) {
        HttpHeaders headers = new HttpHeaders();
        problem.headers().forEach(headers::set);
        return ResponseEntity.status(problem.status()).headers(headers).body(problem.json());
    }
}
