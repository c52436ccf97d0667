package dev.releaseledger.query.flag.ofrep;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.releaseledger.query.generation.NotReady;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;

/** Every failure of an evaluation as the protocol has it, always with a body. */
@RestControllerAdvice(assignableTypes = {EvaluateFlagEndpoint.class, EvaluateFlagsEndpoint.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OfrepAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(OfrepAnswers.class);

    /**
     * A failure.
     *
     * @param key of the flag that was asked for; null where all were
     * @param errorCode as OpenFeature has them; null where the request was not at fault
     * @param errorDetails for people
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failure(@Nullable String key, @Nullable String errorCode, String errorDetails) {}

    @ExceptionHandler
    ResponseEntity<Failure> fault(OfrepFault fault, HttpServletRequest request) {
        return answer(fault.code().status(), request, fault.code().name(), fault.details());
    }

    @ExceptionHandler
    ResponseEntity<Failure> problem(ProblemException e, HttpServletRequest request) {
        Problem problem = e.problem();
        HttpStatus status = HttpStatus.valueOf(problem.status());
        return answer(
                status, request, status.is4xxClientError() ? OfrepFault.Code.GENERAL.name() : null, told(problem));
    }

    private static String told(Problem problem) {
        List<Problem.Fault> faults = problem.faults();
        String detail = problem.detail() == null ? problem.title() : problem.detail();
        return faults == null
                ? detail
                : faults.stream()
                        .map(fault -> fault.field() + ": " + fault.fault() + "; expected " + fault.expected())
                        .collect(Collectors.joining(". "));
    }

    @ExceptionHandler
    ResponseEntity<Failure> notReady(NotReady e, HttpServletRequest request) {
        return answer(HttpStatus.SERVICE_UNAVAILABLE, request, null, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Failure> databaseAway(DataAccessException e, HttpServletRequest request) {
        LOG.warn("An evaluation of the past failed: {}", e.toString());
        return answer(HttpStatus.SERVICE_UNAVAILABLE, request, null, "the database does not answer at the moment");
    }

    @ExceptionHandler
    ResponseEntity<Failure> unexpected(RuntimeException e, HttpServletRequest request) {
        LOG.error("An evaluation failed in a way that nobody foresaw", e);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, request, null, "internal error");
    }

    private static ResponseEntity<Failure> answer(
            HttpStatus status, HttpServletRequest request, @Nullable String code, String details) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.body(new Failure(key(request), code, details));
    }

    private static @Nullable String key(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get("key") instanceof String key
                ? key
                : null;
    }
}
