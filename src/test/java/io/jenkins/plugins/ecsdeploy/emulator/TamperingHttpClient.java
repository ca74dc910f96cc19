package io.jenkins.plugins.ecsdeploy.emulator;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** Sends another body than the one that was signed. */
final class TamperingHttpClient implements SdkHttpClient {
    private final SdkHttpClient client = ApacheHttpClient.create();

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        byte[] body = "{\"maxResults\":1}".getBytes(StandardCharsets.UTF_8);
        ContentStreamProvider content = () -> new ByteArrayInputStream(body);
        return client.prepareRequest(HttpExecuteRequest.builder()
                .request(request.httpRequest().toBuilder()
                        .putHeader("Content-Length", String.valueOf(body.length))
                        .build())
                .contentStreamProvider(content)
                .build());
    }

    @Override
    public void close() {
        client.close();
    }
}
