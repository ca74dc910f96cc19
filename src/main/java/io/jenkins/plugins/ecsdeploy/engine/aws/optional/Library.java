package io.jenkins.plugins.ecsdeploy.engine.aws.optional;

/** A part of the AWS SDK that may be missing. In Jenkins each is a plugin. */
public enum Library {
    IAM("iam", "iam.IamClient"),
    S3("s3", "s3.S3Client"),
    SECRETS_MANAGER("secretsmanager", "secretsmanager.SecretsManagerClient"),
    SSM("ssm", "ssm.SsmClient");

    private final String module;
    private final String client;

    Library(String module, String client) {
        this.module = module;
        this.client = client;
    }

    /** The id of the plugin that brings it. */
    public String plugin() {
        return "aws-java-sdk2-" + module;
    }

    /** Whether its classes can be had. */
    public boolean isThere() {
        try {
            Class.forName("software.amazon.awssdk.services." + client, false, Library.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
