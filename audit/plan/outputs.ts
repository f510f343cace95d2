import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { RegisterResourceResponse, type RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { fromStruct, toStruct } from "./struct";
import { SECRET_SIGNATURE, SIGNATURE, type Json, isJsonObject } from "./values";

/**
 * What a program gets back for a resource that does not exist yet. As in a preview of a create: outputs that are inputs too have the
 * input's value, everything else, the id included, is unknown (the SDK takes a missing output as unknown).
 *
 * `known` is false where nothing can be said: the children and outputs of a remote component, and resources of a provider whose own
 * configuration is not known yet.
 */
export function registered(request: RegisterResourceRequest, urn: string, known: boolean): RegisterResourceResponse {
  const response = new RegisterResourceResponse();
  response.setUrn(urn);
  response.setObject(known ? outputs(request) : new Struct());
  return response;
}

function outputs(request: RegisterResourceRequest): Struct {
  const inputs = request.getObject() ?? new Struct();
  const secret = new Set(request.getAdditionalsecretoutputsList());
  if (secret.size === 0) return inputs;
  const marked = Object.entries(fromStruct(inputs)).map(([key, value]) => [key, secret.has(key) ? asSecret(value) : value] as const);
  return toStruct(Object.fromEntries(marked));
}

function asSecret(value: Json): Json {
  return isJsonObject(value) && value[SIGNATURE] === SECRET_SIGNATURE ? value : { [SIGNATURE]: SECRET_SIGNATURE, value: value ?? null };
}
