// better-sqlite3 keeps references to strings, which Node-API allows from version 10 on. Version 9 allows
// references to objects only, so here a string is kept as the one element of an array.
// Included ahead of better-sqlite3's own sources, which stay as they are.
#pragma once
#include <napi.h>

namespace Napi {

template <>
inline Reference<String> Reference<String>::New(const String& text, uint32_t count) {
  napi_env env = text.Env();
  napi_value holder;
  napi_ref reference;
  NAPI_THROW_IF_FAILED(env, napi_create_array(env, &holder), Reference<String>());
  NAPI_THROW_IF_FAILED(env, napi_set_element(env, holder, 0, text), Reference<String>());
  NAPI_THROW_IF_FAILED(env, napi_create_reference(env, holder, count, &reference),
                       Reference<String>());
  return Reference<String>(env, reference);
}

template <>
inline String Reference<String>::Value() const {
  if (_ref == nullptr) return String(_env, nullptr);
  napi_value holder;
  napi_value text;
  NAPI_THROW_IF_FAILED(_env, napi_get_reference_value(_env, _ref, &holder), String());
  NAPI_THROW_IF_FAILED(_env, napi_get_element(_env, holder, 0, &text), String());
  return String(_env, text);
}

}  // namespace Napi
