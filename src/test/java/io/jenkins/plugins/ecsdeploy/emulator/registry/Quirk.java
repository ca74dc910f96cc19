package io.jenkins.plugins.ecsdeploy.emulator.registry;

/** What products do in their own way. Where each is known from, is said in their issues or pages. */
public enum Quirk {
    /** Nexus: HEAD of a manifest answers 404 for tags that are there. */
    HEAD_NOT_FOUND,
    /** A registry of version 2.2: HEAD of a manifest answers 405. */
    HEAD_NOT_ALLOWED,
    /** HEAD answers 200, but without Docker-Content-Digest. */
    HEAD_WITHOUT_DIGEST,
    /** Artifactory: 403 for what is not there. */
    FORBIDDEN_WHERE_ABSENT,
    /** Nexus, "Disable redeploy": 400 even for a new tag on a manifest that is there. */
    NO_REDEPLOY,
    /** Harbor: 412 for any put of a tag that is there. */
    IMMUTABLE_412,
    /** Docker Hub: 403 for any put of a tag that is there. */
    IMMUTABLE_403,
    /** ECR's own /v2: 400 TAG_INVALID for any put of a tag that is there. */
    IMMUTABLE_TAG_INVALID,
    /** A proxy or group repository: 405 UNSUPPORTED for puts. */
    READ_ONLY,
    /** Artifactory: a mount is answered with 202. */
    NO_MOUNT,
    /** docker/distribution: to cancel an upload one needs the right to delete. */
    NO_CANCEL,
    /** No registry at all: puts are answered with 200, and nothing is done. */
    PUT_IS_200,
    /** Puts are accepted with 202. */
    PUT_IS_202,
    /** What is put is stored in another form. */
    PUT_REWRITES,
    /** What is stored is answered in another form, with the digest of the stored one. */
    GET_REWRITES,
    /** A tag reads as before for a while: two reads. */
    READS_LATE,
    /** Offers Negotiate before what it really takes. */
    NEGOTIATE_FIRST,
    /** OpenShift: no service in the challenge. */
    NO_SERVICE,
    /** The realm is a path. */
    RELATIVE_REALM,
    /** The token server looks at the first scope alone. */
    FIRST_SCOPE_ONLY,
    /** The token server refuses two scopes. */
    ONE_SCOPE,
    /** The token server has no POST. */
    NO_TOKEN_POST,
    /** The token is in access_token, and its life is not said. */
    ACCESS_TOKEN,
    /** A refresh token comes along, and is taken from then on. */
    REFRESH_TOKEN
}
