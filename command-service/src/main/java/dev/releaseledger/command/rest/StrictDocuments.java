package dev.releaseledger.command.rest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotWritableException;
import tools.jackson.databind.JsonNode;

/** Reads bodies that are documents as a whole, as JSON or YAML, bounded like every other body. */
final class StrictDocuments extends AbstractHttpMessageConverter<JsonNode> {

    StrictDocuments() {
        super(MediaType.APPLICATION_JSON, MediaType.APPLICATION_YAML);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == JsonNode.class;
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected JsonNode readInternal(Class<? extends JsonNode> type, HttpInputMessage message) throws IOException {
        byte[] body = StrictBodies.bounded(message);
        MediaType sent = message.getHeaders().getContentType();
        return sent != null && sent.isCompatibleWith(MediaType.APPLICATION_YAML)
                ? DocumentReader.yaml(body)
                : DocumentReader.json(body);
    }

    @Override
    protected void writeInternal(JsonNode document, HttpOutputMessage message) {
        throw new HttpMessageNotWritableException("bodies of commands are only read");
    }
}
