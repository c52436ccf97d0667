package dev.releaseledger.acceptance.harness;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** All releases of a product as the list tells them, page by page. */
public final class Listed {
    private Listed() {}

    /** The rows, in the list's order. */
    public static List<JsonNode> releases(Caller reader, String product) {
        List<JsonNode> rows = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = reader.get("/v1/releases?limit=50&product=" + product + cursor)
                    .expect(200)
                    .json();
            page.path("releases").forEach(rows::add);
            if (page.path("next").isNull()) {
                return rows;
            }
            cursor = "&cursor=" + page.path("next").asString();
        }
    }
}
