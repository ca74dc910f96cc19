package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * The shared client of an {@link OptionalService}, and as whom it is called.
 *
 * @param identify to be the {@code overrideConfiguration} of each request
 */
public record OptionalClient<C>(C client, Consumer<AwsRequestOverrideConfiguration.Builder> identify) {}
