package io.jenkins.plugins.ecsdeploy.engine.aws;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What an exception of the SDK means for the one who called. */
public final class AwsFailure {
    /** Codes of credentials that were right once (IAM user guide, "Common errors"; STS and ECS "CommonErrors"). */
    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");

    private static final Set<String> DENIED =
            Set.of("AccessDeniedException", "AccessDenied", "NotAuthorized", "UnauthorizedOperation");

    private static final Set<String> UNKNOWN_IDENTITY = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "IncompleteSignature",
            "OptInRequired");

    /** Answers of an endpoint that is older than the call, or of an account that does not have it. */
    private static final Set<String> NOT_THERE =
            Set.of("UnsupportedFeatureException", "UnknownOperationException", "InvalidAction");

    private static final int NOT_IMPLEMENTED = 501;
    /**
     * Statuses that say of the call, or of the way to it, that it will not be answered: 501 Not Implemented, 505 HTTP
     * Version Not Supported (RFC 9110), 511 Network Authentication Required (RFC 6585).
     */
    private static final Set<Integer> NEVER = Set.of(NOT_IMPLEMENTED, 505, 511);

    private static final int PROXY_AUTHENTICATION = 407;

    /** What the SDK puts behind its own messages ({@code SdkException#getMessage}). */
    private static final Pattern ATTEMPTS = Pattern.compile(" \\(SDK Attempt Count: [0-9]+\\)");

    private AwsFailure() {}

    public static boolean isThrottling(Throwable e) {
        return e instanceof SdkServiceException
                && (((SdkServiceException) e).isThrottlingException() || isConcurrentRegistration(e));
    }

    /** ECS's limit on one family, for which it has no code of its own: nothing was registered. */
    private static boolean isConcurrentRegistration(Throwable e) {
        return code(e).filter("ClientException"::equals).isPresent()
                && String.valueOf(((AwsServiceException) e).awsErrorDetails().errorMessage())
                        .startsWith("Too many concurrent attempts to create a new revision");
    }

    /** The address of AWS in this region does not exist, or cannot be looked up now. */
    public static boolean isUnknownHost(Throwable e) {
        return cause(e, UnknownHostException.class::isInstance).isPresent();
    }

    /**
     * True when it is the region or the endpoint that is wrong, as far as can be told while no call has gone
     * well. Whoever has been answered before may see the same in a passing fault of the network.
     */
    public static boolean isMisconfigured(Throwable e) {
        return isUnknownHost(e) || isNotTrusted(e);
    }

    private static boolean isNotTrusted(Throwable e) {
        return cause(
                        e,
                        cause -> cause instanceof CertificateException
                                || cause instanceof CertPathBuilderException
                                || cause instanceof SSLPeerUnverifiedException)
                .isPresent();
    }

    private static Optional<Throwable> cause(Throwable e, Predicate<Throwable> is) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
                .filter(is)
                .findFirst();
    }

    public static boolean isExpired(Throwable e) {
        return code(e).filter(EXPIRED::contains).isPresent();
    }

    public static boolean isDenied(Throwable e) {
        return code(e).filter(DENIED::contains).isPresent();
    }

    /** AWS does not know the keys, or they do not fit together. */
    public static boolean isUnknownIdentity(Throwable e) {
        return code(e).filter(UNKNOWN_IDENTITY::contains).isPresent();
    }

    /** The call exists neither at this endpoint nor for this identity, so another way must be taken. */
    public static boolean isUnavailable(Throwable e) {
        return isDenied(e) || code(e).filter(NOT_THERE::contains).isPresent() || status(e) == NOT_IMPLEMENTED;
    }

    /** True when the same call may well succeed in a moment. */
    public static boolean isTransient(Throwable e) {
        return isThrottling(e)
                || isServerError(e)
                || SessionExpired.causedBy(e)
                || e instanceof RetryableException
                || (e instanceof SdkException && !(e instanceof AwsServiceException));
    }

    private static boolean isServerError(Throwable e) {
        return status(e) >= 500 && !NEVER.contains(status(e));
    }

    /** The HTTP status of the answer; 0 where there was none. */
    private static int status(Throwable e) {
        return e instanceof AwsServiceException refusal ? refusal.statusCode() : 0;
    }

    /** AWS's name of the error, such as {@code ClusterNotFoundException}. */
    public static Optional<String> code(Throwable e) {
        return e instanceof AwsServiceException && ((AwsServiceException) e).awsErrorDetails() != null
                ? Optional.ofNullable(
                        ((AwsServiceException) e).awsErrorDetails().errorCode())
                : Optional.empty();
    }

    /**
     * The failure in words: what was asked, AWS's own code, message and request id, and what to do where that is known.
     *
     * @param asked the call with its object, such as {@code UpdateService web in cluster c1}
     */
    public static EngineException explain(String asked, SdkException e) {
        return new EngineException(asked + " failed: " + explained(e), e);
    }

    /** AWS's own words, and what to do where that is known, for where the call is named beside them. */
    public static String explained(SdkException e) {
        return text(e) + remedy(e);
    }

    /** AWS's own words with the code, or else the HTTP status, and the request id that its support asks for. */
    public static String text(Throwable e) {
        if (!(e instanceof AwsServiceException) || ((AwsServiceException) e).awsErrorDetails() == null) {
            return unanswered(e);
        }
        AwsServiceException aws = (AwsServiceException) e;
        String message = aws.awsErrorDetails().errorMessage();
        String id = aws.requestId() == null ? "" : " (request id " + aws.requestId() + ")";
        return code(e).orElse("HTTP status " + aws.statusCode()) + (message == null ? "" : ": " + message) + id;
    }

    /** Of a host that is not known, the SDK says that the cause has its name ("See cause for the exact endpoint"). */
    private static String unanswered(Throwable e) {
        return cause(e, UnknownHostException.class::isInstance)
                .map(Throwable::getMessage)
                // Java puts the resolver's words behind the name.
                .map(host -> "there is no host " + host.replaceFirst(":.*", ""))
                .orElseGet(
                        () -> ATTEMPTS.matcher(String.valueOf(e.getMessage())).replaceAll(""));
    }

    private static String remedy(SdkException e) {
        if (isExpired(e)) {
            return ". The credentials have expired; use a target or credentialsId, whose sessions are renewed while a"
                    + " step waits, or a longer session";
        }
        Optional<AccessDenied> denied = denied(e);
        if (denied.isPresent()) {
            return ". " + denied.get().remedy();
        }
        if (isUnknownIdentity(e)) {
            return ". AWS does not know these credentials; check the access key, the secret key and the region";
        }
        if (isUnknownHost(e)) {
            return ". Check the region and the endpoint, and that this controller can look up names";
        }
        if (isNotTrusted(e)) {
            return ". Check the endpoint, and that the Java of this controller trusts its certificate";
        }
        if (status(e) == PROXY_AUTHENTICATION) {
            return ". Check the proxy that Jenkins is configured with and its user";
        }
        if (isDenied(e)) {
            return ". Allow this action in the identity's IAM policy";
        }
        return "";
    }

    /** Who was refused what. Some services say so under a code of their own. */
    private static Optional<AccessDenied> denied(Throwable e) {
        return e instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null
                ? AccessDenied.in(refusal.awsErrorDetails().errorMessage())
                : Optional.empty();
    }
}
