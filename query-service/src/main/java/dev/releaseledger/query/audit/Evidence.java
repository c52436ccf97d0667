package dev.releaseledger.query.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What counts as reading evidence: raw entries in whatever form, refusals, post-mortems, what is taken away as a file, and the
 * records of access themselves. Ordinary views do not. This is the one place that says so.
 *
 * <p>A resource is told in words of ours, ids, positions, times and products: whatever else somebody may write in an address,
 * such as what they search for, may be a name, and what is told here is kept for ever.
 */
final class Evidence {
    private static final String ID = "id";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern TIME = Pattern.compile("[0-9T:.Z+-]{10,40}");
    static final Pattern PRODUCT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    /** The first word of what is told: the kind of resource. */
    private static final Pattern KIND = Pattern.compile("([^ /]+).*");

    private static final Pattern TILE = Pattern.compile("(?:x?[0-9]{3}/){0,7}x?[0-9]{3}(?:\\.p/[0-9]{1,3})?");
    private static final String TILES = "/ledger/tile/";
    private static final String BUNDLES = TILES + "entries/";

    private static final List<Evidence> ALL = List.of(
            new Evidence("entries", "/v1/entries"::equals, Form.ANY, Asking::entries),
            new Evidence("entry-bundle", pattern -> pattern.startsWith(TILES), Form.ANY, Asking::bundle),
            new Evidence("evidence-bundle", "/v1/releases/{id}/evidence.zip"::equals, Form.ANY, Asking::release),
            new Evidence("evidence-bundle", "/v1/evidence.zip"::equals, Form.ANY, asking -> asking.list("evidence")),
            new Evidence("release-history", "/v1/releases/{id}/history"::equals, Form.ANY, Asking::release),
            new Evidence("incident-history", "/v1/incidents/{id}/history"::equals, Form.ANY, Asking::incident),
            new Evidence("flag-history", "/v1/flags/{id}/history"::equals, Form.ANY, Asking::flag),
            new Evidence("refusals", "/v1/releases/{id}/refusals"::equals, Form.ANY, Asking::release),
            new Evidence("post-mortem", "/v1/incidents/{id}/post-mortem"::equals, Form.ANY, Asking::incident),
            new Evidence("access-records", "/v1/access"::equals, Form.ANY, asking -> "access"),
            new Evidence("access-records", "/v1/access/export"::equals, Form.ANY, asking -> "access"),
            new Evidence("access-records", "/v1/releases/{id}/access"::equals, Form.ANY, Asking::release),
            new Evidence(
                    "incident-export", "/v1/incidents/export"::equals, Form.ANY, asking -> asking.list("incidents")),
            new Evidence("export", "/v1/findings"::equals, Form.FILE, asking -> asking.list("findings")),
            new Evidence("export", "/v1/metrics/dora"::equals, Form.FILE, asking -> asking.list("dora")),
            new Evidence(
                    "export", "/v1/metrics/dora/{metric}/entries"::equals, Form.FILE, asking -> asking.list("dora")));

    private final String how;
    private final Predicate<String> pattern;
    private final Form form;
    private final Function<Asking, @Nullable String> what;

    private Evidence(String how, Predicate<String> pattern, Form form, Function<Asking, @Nullable String> what) {
        this.how = how;
        this.pattern = pattern;
        this.form = form;
        this.what = what;
    }

    /** In which form something is evidence. */
    private enum Form {
        ANY,
        /** As a file to take away: CSV or NDJSON. The same as JSON is a view. */
        FILE
    }

    /**
     * Some evidence.
     *
     * @param what the resource
     * @param how the way that it is read
     */
    record Told(String what, String how) {}

    /**
     * What of evidence an answer to this request is; empty where it is an ordinary view.
     *
     * @param contentType that of the answer; null where it has none
     */
    static Optional<Told> in(HttpServletRequest request, @Nullable String contentType) {
        if (!(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof Object matched)) {
            return Optional.empty();
        }
        Asking asking = new Asking(request);
        return ALL.stream()
                .filter(each -> each.pattern.test(matched.toString()))
                .filter(each -> each.form == Form.ANY || isFile(contentType))
                .flatMap(each -> Stream.ofNullable(each.what.apply(asking)).map(what -> new Told(what, each.how)))
                .findFirst();
    }

    /**
     * What of evidence was asked for by a request that is denied: without ids and parameters, since who is denied something does
     * not decide how much is kept for ever. In whatever form, since a denial has none.
     */
    static Optional<Told> denied(HttpServletRequest request) {
        if (!(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof Object matched)) {
            return Optional.empty();
        }
        Asking asking = new Asking(request);
        return ALL.stream()
                .filter(each -> each.pattern.test(matched.toString()))
                .flatMap(each -> Stream.ofNullable(each.what.apply(asking))
                        .map(what -> new Told(KIND.matcher(what).replaceFirst("$1"), each.how)))
                .findFirst();
    }

    /** Whether an address of ours can be answered with evidence. */
    static boolean canBe(String pattern) {
        return ALL.stream().anyMatch(each -> each.pattern.test(pattern));
    }

    private static boolean isFile(@Nullable String contentType) {
        return contentType != null
                && (contentType.startsWith("text/csv") || contentType.startsWith("application/x-ndjson"));
    }

    /** What of a request may be told. */
    private record Asking(HttpServletRequest request) {
        String release() {
            return "release" + id();
        }

        String incident() {
            return "incident" + id();
        }

        String flag() {
            return "flag" + id();
        }

        private String id() {
            Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
            if (variables instanceof Map<?, ?> named && named.get(ID) instanceof String text) {
                try {
                    return "/" + UUID.fromString(text);
                } catch (IllegalArgumentException e) {
                    return "";
                }
            }
            return "";
        }

        String entries() {
            return "entries" + parameter("after", NUMBER) + parameter("limit", NUMBER);
        }

        /** Tiles of hashes are public, and tell nothing of what they are of. */
        @Nullable
        String bundle() {
            String path = request.getRequestURI();
            if (!path.startsWith(BUNDLES)) {
                return path.startsWith(TILES) && path.matches(TILES + "[0-9]{1,2}/.*") ? null : "entry-bundle";
            }
            String name = path.substring(BUNDLES.length());
            return TILE.matcher(name).matches() ? "entry-bundle " + name : "entry-bundle";
        }

        String list(String name) {
            return name + parameter("product", PRODUCT) + parameter("from", TIME) + parameter("to", TIME) + others();
        }

        private String parameter(String name, Pattern harmless) {
            String value = request.getParameter(name);
            return value == null
                    ? ""
                    : " " + name + "=" + (harmless.matcher(value).matches() ? value : "…");
        }

        private String others() {
            String names = request.getParameterMap().keySet().stream()
                    .filter(name -> !List.of("product", "from", "to", "format", "cursor", "limit", "after")
                            .contains(name))
                    .sorted()
                    .collect(Collectors.joining(", "));
            return names.isEmpty() ? "" : " by " + names;
        }
    }
}
