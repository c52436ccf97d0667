package dev.releaseledger.query.rest;

import dev.releaseledger.query.generation.NotReady;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.exc.JacksonIOException;

/** Every failure as a problem, and never a class name, SQL or stack trace in it. */
@RestControllerAdvice
@Controller
@Hidden
class ProblemAnswers extends ResponseEntityExceptionHandler implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    /** While a generation is made or migrated, what is asked for is not there yet. */
    private static final Set<String> NOT_MADE_YET = Set.of("42P01", "3F000", "42703");

    @ExceptionHandler
    ResponseEntity<Problem> problem(ProblemException e) {
        return answer(e.problem());
    }

    @ExceptionHandler
    ResponseEntity<Problem> notReady(NotReady e) {
        return answer(Problem.UNAVAILABLE.detail(String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<Problem> undecodable(InvalidParameterException e) {
        return answer(Problem.MALFORMED.detail("the query string cannot be decoded"));
    }

    @ExceptionHandler
    ResponseEntity<Problem> tablesMissing(BadSqlGrammarException e) {
        SQLException cause = e.getSQLException();
        String state = cause == null ? "" : cause.getSQLState();
        if (NOT_MADE_YET.contains(state)) {
            return answer(Problem.UNAVAILABLE.detail("the tables are not there yet"));
        }
        return unexpected(e);
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<Problem> databaseAway(Exception e) {
        LOG.warn("A query failed: {}", e.toString());
        return answer(Problem.UNAVAILABLE.detail("the database does not answer at the moment"));
    }

    /** Whoever asked is gone, or may not have the answer after all: there is nobody to answer. */
    @ExceptionHandler
    ResponseEntity<Problem> notWritten(JacksonIOException e) {
        LOG.debug("An answer was broken off", e);
        return answer(Problem.INTERNAL);
    }

    @ExceptionHandler
    ResponseEntity<Problem> unexpected(RuntimeException e) {
        LOG.error("A request failed in a way that nobody foresaw", e);
        return answer(Problem.INTERNAL);
    }

    /** What the server itself turned down, before any of our code. */
    @RequestMapping("/error")
    ResponseEntity<Problem> error(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return answer(ofStatus(code instanceof Integer status ? status : 404));
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ofStatus(status.value()));
    }

    private static Problem ofStatus(int code) {
        HttpStatus status = HttpStatus.resolve(code);
        if (status == HttpStatus.NOT_FOUND) {
            return Problem.NOT_FOUND.detail("there is nothing at this address");
        }
        return status == null || status == HttpStatus.INTERNAL_SERVER_ERROR
                ? Problem.INTERNAL
                : Problem.ofStatus(code, status.getReasonPhrase());
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            response.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return response.body(problem);
    }
}
