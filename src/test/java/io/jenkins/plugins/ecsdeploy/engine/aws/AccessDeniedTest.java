package io.jenkins.plugins.ecsdeploy.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.EcsException;

/** What a refusal says: who, what, on what, and the statement that would allow it. */
class AccessDeniedTest {
    private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/deployer/shop.deploy@12";
    private static final String SERVICE = "arn:aws:ecs:eu-central-1:111122223333:service/live/web";
    private static final String UPDATE =
            "User: " + ROLE + " is not authorized to perform: ecs:UpdateService on resource: " + SERVICE;

    @Test
    void namesTheStatementThatWouldAllowIt() {
        assertThat(words(UPDATE + " because no identity-based policy allows the ecs:UpdateService action"))
                .endsWith("Add this to the IAM policy of " + ROLE
                        + ": {\"Effect\":\"Allow\",\"Action\":\"ecs:UpdateService\",\"Resource\":\"" + SERVICE + "\"}")
                .doesNotContain("\n");
    }

    @Test
    void aCallWithoutAResourceIsAllowedOnAll() {
        assertThat(words("User: " + ROLE + " is not authorized to perform: ecs:RegisterTaskDefinition"))
                .contains("{\"Effect\":\"Allow\",\"Action\":\"ecs:RegisterTaskDefinition\",\"Resource\":\"*\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "service control policy, because no service control policy allows the ecs:UpdateService action",
        "permissions boundary, because no permissions boundary allows the ecs:UpdateService action",
        "session policy, because no session policy allows the ecs:UpdateService action",
        "VPC endpoint policy, because no VPC endpoint policy allows the ecs:UpdateService action"
    })
    void namesThePolicyThatIsInTheWay(String policy, String because) {
        assertThat(words(UPDATE + " " + because)).contains("Add this to the " + policy + " of " + ROLE);
    }

    @Test
    void anExplicitDenyCannotBeAllowedElsewhere() {
        assertThat(words(UPDATE + " with an explicit deny in a service control policy"))
                .contains("which no other policy can allow", "Take it out of the service control policy")
                .doesNotContain("\"Effect\"");
    }

    @Test
    void aRoleMustTrustWhoAssumesIt() {
        assertThat(words("User: arn:aws:iam::111122223333:user/jenkins is not authorized to perform: sts:AssumeRole"
                        + " on resource: arn:aws:iam::111122223333:role/deployer"))
                .contains("\"Action\":\"sts:AssumeRole\"", "trust policy", "external id");
    }

    @Test
    void rolesOfTheTaskDefinitionAreFoundUnderAnyCode() {
        assertThat(
                        AwsFailure.explained(
                                refusal(
                                        "ClientException",
                                        "User: " + ROLE + " is not authorized to perform: iam:PassRole on resource:"
                                                + " arn:aws:iam::111122223333:role/web-task because no identity-based policy allows it")))
                .contains("\"Action\":\"iam:PassRole\",\"Resource\":\"arn:aws:iam::111122223333:role/web-task\"");
    }

    @Test
    void otherWordsAreLeftToAws() {
        assertThat(words("Access denied"))
                .isEqualTo("AccessDeniedException: Access denied. Allow this action in the identity's IAM policy");
    }

    private static String words(String message) {
        return AwsFailure.explained(refusal("AccessDeniedException", message));
    }

    private static AwsServiceException refusal(String code, String message) {
        return (AwsServiceException) EcsException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
