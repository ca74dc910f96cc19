package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.Header;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Lets JSON pass the SDK as it is, so that what this version of the SDK does not know is neither lost on the way to AWS
 * nor on the way back: keys of a task definition, members of answers, and whole operations. The body is replaced before the request is signed
 * (<a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/interceptors.html">ExecutionInterceptor</a>).
 */
final class RawJsonInterceptor implements ExecutionInterceptor {
    /** The body to send in place of the marshalled one. */
    static final ExecutionAttribute<byte[]> REQUEST_BODY = new ExecutionAttribute<>("EcsDeployRequestBody");

    /** The operation to call in place of the one that the SDK knows, as {@code X-Amz-Target} names it. */
    static final ExecutionAttribute<String> TARGET = new ExecutionAttribute<>("EcsDeployTarget");

    /** Receives the body of the answer. */
    static final ExecutionAttribute<AtomicReference<byte[]>> RESPONSE_BODY =
            new ExecutionAttribute<>("EcsDeployResponseBody");

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        byte[] body = attributes.getAttribute(REQUEST_BODY);
        String target = attributes.getAttribute(TARGET);
        SdkHttpRequest.Builder request = context.httpRequest().toBuilder();
        if (body != null) {
            request.putHeader(Header.CONTENT_LENGTH, String.valueOf(body.length));
        }
        if (target != null) {
            request.putHeader("X-Amz-Target", target);
        }
        return request.build();
    }

    @Override
    public Optional<RequestBody> modifyHttpContent(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        byte[] body = attributes.getAttribute(REQUEST_BODY);
        return body == null ? context.requestBody() : Optional.of(RequestBody.fromBytes(body));
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        AtomicReference<byte[]> wanted = attributes.getAttribute(RESPONSE_BODY);
        if (wanted == null || context.responseBody().isEmpty()) {
            return context.responseBody();
        }
        try (InputStream body = context.responseBody().get()) {
            byte[] bytes = body.readAllBytes();
            wanted.set(bytes);
            return Optional.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
