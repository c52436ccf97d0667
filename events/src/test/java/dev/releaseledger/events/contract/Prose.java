package dev.releaseledger.events.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the Javadoc says about a record or an enum: the one place where events are described. Schemas and the catalogue take
 * their words from here.
 */
record Prose(String description, Map<String, String> params) {
    private static final Pattern PARAM = Pattern.compile("@param\\s+(\\w+)\\s+");

    /** The Javadoc of this type, which may be nested in another. */
    static Prose of(Class<?> type) {
        String outermost =
                type.getName().substring("dev.releaseledger.events.".length()).replaceFirst("\\$.*", "");
        String source = Contract.read(Contract.SOURCES.resolve(outermost.replace('.', '/') + ".java"));
        Matcher comment = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*(?:public\\s+)?(?:record|enum)\\s+"
                                + type.getSimpleName() + "\\b",
                        Pattern.DOTALL)
                .matcher(source);
        if (!comment.find()) {
            throw new IllegalStateException(type.getName() + " has no Javadoc");
        }
        return parse(comment.group(1));
    }

    private static Prose parse(String comment) {
        String text =
                comment.replaceAll("(?m)^\\s*\\*", "").replaceAll("\\s+", " ").strip();
        text = text.replaceAll("\\{@(?:code|link)\\s+([^}]*)}", "`$1`");
        // What is null in Java is absent in JSON.
        text = text.replace("; null ", "; absent ");
        Map<String, String> params = new LinkedHashMap<>();
        Matcher param = PARAM.matcher(text);
        int start = text.length();
        int valueFrom = -1;
        String name = "";
        while (param.find()) {
            if (valueFrom < 0) {
                start = param.start();
            } else {
                params.put(name, text.substring(valueFrom, param.start()).strip());
            }
            name = param.group(1);
            valueFrom = param.end();
        }
        if (valueFrom >= 0) {
            params.put(name, text.substring(valueFrom).strip());
        }
        return new Prose(text.substring(0, start).strip(), params);
    }

    /** What is said about a component. */
    Optional<String> of(String component) {
        return Optional.ofNullable(params.get(component));
    }

    /** As plain text, without marks. */
    static String plain(String text) {
        return text.replace("`", "");
    }
}
