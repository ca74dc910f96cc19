package io.jenkins.plugins.ecsdeploy.engine.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** The answer to one call as AWS sends it. */
final class RawAnswer {
    private final AtomicReference<byte[]> body = new AtomicReference<>();

    /** To be called for the request whose answer is wanted. */
    void of(AwsRequestOverrideConfiguration.Builder request) {
        request.putExecutionAttribute(RawJsonInterceptor.RESPONSE_BODY, body);
    }

    JsonNode read() {
        try {
            return Json.MAPPER.readTree(body.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
