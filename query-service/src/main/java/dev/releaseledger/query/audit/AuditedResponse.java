package dev.releaseledger.query.audit;

import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemWriter;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * An answer that asks once, before its first byte leaves, whether it may. Where it may not, a problem leaves in its place, and
 * whatever is written after that goes nowhere: its writer meets an end of the connection.
 */
final class AuditedResponse extends HttpServletResponseWrapper {
    private final Function<HttpServletResponse, Optional<Obstacle>> obstacle;
    private final ProblemWriter problems;
    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;
    private Way way = Way.NOT_ASKED;

    /**
     * What keeps an answer from leaving.
     *
     * @param problem what leaves in its place
     * @param passes whether asking again in a moment may help
     */
    record Obstacle(Problem problem, boolean passes) {}

    private enum Way {
        NOT_ASKED,
        OPEN,
        STOPPED
    }

    /** The answer has left already, as a problem. */
    private static final class Stopped extends IOException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("who reads this could not be recorded");
        }
    }

    /** @param obstacle what keeps the answer, whose status and type are known by then, from leaving */
    AuditedResponse(
            HttpServletResponse response,
            Function<HttpServletResponse, Optional<Obstacle>> obstacle,
            ProblemWriter problems) {
        super(response);
        this.obstacle = obstacle;
        this.problems = problems;
    }

    boolean isStopped() {
        return way == Way.STOPPED;
    }

    private void pass() throws IOException {
        if (way == Way.NOT_ASKED) {
            // Whoever writes the problem below does so to the answer itself, not through here.
            Optional<Obstacle> met = isCommitted() ? Optional.empty() : obstacle.apply(this);
            way = met.isPresent() ? Way.STOPPED : Way.OPEN;
            if (met.isPresent()) {
                answer(met.get());
            }
        }
        if (way == Way.STOPPED) {
            throw new Stopped();
        }
    }

    private void answer(Obstacle met) throws IOException {
        HttpServletResponse itself = (HttpServletResponse) getResponse();
        itself.reset();
        itself.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (met.passes()) {
            itself.setHeader(HttpHeaders.RETRY_AFTER, "2");
        }
        problems.write(itself, met.problem());
        itself.flushBuffer();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream open = stream;
        if (open == null) {
            open = new Passing(super.getOutputStream());
            stream = open;
        }
        return open;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter open = writer;
        if (open == null) {
            open = new PrintWriter(
                    new OutputStreamWriter(getOutputStream(), Charset.forName(getCharacterEncoding())), false);
            writer = open;
        }
        return open;
    }

    @Override
    public void flushBuffer() throws IOException {
        PrintWriter open = writer;
        if (open != null) {
            open.flush();
        }
        pass();
        super.flushBuffer();
    }

    @Override
    public void reset() {
        if (way != Way.STOPPED) {
            super.reset();
            stream = null;
            writer = null;
            way = Way.NOT_ASKED;
        }
    }

    private final class Passing extends ServletOutputStream {
        private final ServletOutputStream out;

        Passing(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            pass();
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            pass();
            out.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            pass();
            out.flush();
        }

        @Override
        public void close() throws IOException {
            pass();
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
