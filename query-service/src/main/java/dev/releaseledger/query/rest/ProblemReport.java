package dev.releaseledger.query.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers what Tomcat turns down before any handler sees it, such as a NUL in the path, as a problem and not as a page. */
final class ProblemReport extends ErrorReportValve {
    private static final int ERROR = 400;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String problem =
                "{\"type\":\"https://releaseledger.dev/problems/bad-request\",\"title\":\"Bad request\",\"status\":"
                        + response.getStatus() + ",\"detail\":\"the server cannot take this request as it was sent\"}";
        byte[] bytes = problem.getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/problem+json");
        response.setContentLength(bytes.length);
        try {
            response.getOutputStream().write(bytes);
            response.finishResponse();
        } catch (IOException gone) {
            // Whoever asked is no longer there to be answered.
            response.setSuspended(true);
        }
    }
}
