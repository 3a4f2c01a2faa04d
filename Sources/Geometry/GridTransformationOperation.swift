import CProj

/// libproj's context and the one operation used, freed together.
///
/// Unchecked because libproj allows a context on any thread but on one at a time, which the lock around it ensures.
struct OperationHandle: ~Copyable, @unchecked Sendable {
  private let context: OpaquePointer
  let chosen: ChosenOperation

  init(from text: String) throws(TransformationError) {
    guard let context = proj_context_create() else { throw TransformationError(problem: "libproj gave no context") }
    proj_log_level(context, PJ_LOG_NONE)
    proj_context_set_enable_network(context, 0)
    let chosen: ChosenOperation
    do throws(TransformationError) {
      chosen = try chooseOperation(from: ReferenceSystem(text, context), context)
    } catch {
      proj_context_destroy(context)
      throw error
    }
    self.context = context
    self.chosen = chosen
  }

  /// Transforms in place; what cannot be transformed becomes infinite.
  func transform(_ x: inout [Double], _ y: inout [Double], _ direction: PJ_DIRECTION) {
    guard let operation = chosen.handle else { return }
    let stride = MemoryLayout<Double>.stride
    let count = x.count
    x.withUnsafeMutableBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        _ = proj_trans_generic(
          operation, direction, x.baseAddress, stride, count, y.baseAddress, stride, count, nil, 0, 0, nil, 0, 0)
      }
    }
  }

  deinit {
    if let operation = chosen.handle { proj_destroy(operation) }
    proj_context_destroy(context)
  }
}

/// An operation and what it was chosen from.
struct ChosenOperation {
  /// `nil` where the source is the grid itself.
  var handle: OpaquePointer?
  /// The reference system it starts from.
  var source: String
  var isGeographic: Bool
  var name = "none"
  var accuracy: Double? = 0
  var missingGrid: GridTransformation.MissingGrid?
}

/// A horizontal reference system, as the EPSG register has it where libproj recognises it there.
private struct ReferenceSystem: ~Copyable {
  let handle: OpaquePointer
  let name: String
  let isGeographic: Bool
  /// Whether it is EPSG:27700, also under ESRI's or MapInfo's names for it.
  let isGrid: Bool

  init(_ text: String, _ context: OpaquePointer) throws(TransformationError) {
    guard let given = proj_create(context, text), proj_is_crs(given) != 0 else {
      throw TransformationError(
        problem:
          "libproj does not know the coordinate reference system \(text.prefix(60).split(whereSeparator: \.isNewline).first ?? "")"
      )
    }
    let horizontal = horizontalPart(given, context)
    handle = registered(horizontal, context) ?? horizontal
    name = proj_get_name(handle).map { String(cString: $0) } ?? "an unnamed reference system"
    let type = proj_get_type(handle)
    isGeographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS
    let grid = proj_create(context, "EPSG:27700")
    defer { proj_destroy(grid) }
    isGrid =
      proj_is_equivalent_to_with_ctx(context, handle, grid, PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0
  }

  deinit { proj_destroy(handle) }
}

/// The part of a compound system (easting, northing and height) that lies flat; takes over `crs`.
private func horizontalPart(_ crs: OpaquePointer, _ context: OpaquePointer) -> OpaquePointer {
  guard proj_get_type(crs) == PJ_TYPE_COMPOUND_CRS, let part = proj_crs_get_sub_crs(context, crs, 0) else { return crs }
  proj_destroy(crs)
  return horizontalPart(part, context)
}

/// The same system in the EPSG register, whose operations are then known; takes over `crs` when there is one.
///
/// A file's own transformation to WGS 84 (`TOWGS84`) is left aside for a system that is recognised.
private func registered(_ crs: OpaquePointer, _ context: OpaquePointer) -> OpaquePointer? {
  var base = crs
  if proj_get_type(crs) == PJ_TYPE_BOUND_CRS, let inner = proj_get_source_crs(context, crs) { base = inner }
  defer { if base != crs { proj_destroy(base) } }
  var confidences: UnsafeMutablePointer<Int32>?
  guard let matches = proj_identify(context, base, "EPSG", nil, &confidences), let confidences else { return nil }
  defer {
    proj_list_destroy(matches)
    proj_int_list_destroy(confidences)
  }
  // 70: the same in all but names, as MapInfo writes them.
  guard proj_list_get_count(matches) > 0, confidences[0] >= 70, let match = proj_list_get(context, matches, 0) else {
    return nil
  }
  proj_destroy(crs)
  return match
}

/// The most accurate operation in the middle of Great Britain that can be carried out on this machine, east first.
///
/// Systems without an operation of their own go by way of WGS 84, as ETRS89 does where the OSTN15 grid is missing.
private func chooseOperation(
  from crs: consuming ReferenceSystem, _ context: OpaquePointer
) throws(TransformationError) -> ChosenOperation {
  var chosen = ChosenOperation(handle: nil, source: crs.name, isGeographic: crs.isGeographic)
  if crs.isGrid { return chosen }
  guard let candidates = operations(from: crs.handle, context) else {
    throw TransformationError(problem: "libproj has no operation from \(crs.name) to EPSG:27700")
  }
  defer { proj_list_destroy(candidates) }
  // The list is in libproj's order of preference, the most accurate first.
  for index in 0..<proj_list_get_count(candidates) {
    guard let candidate = proj_list_get(context, candidates, index) else { continue }
    defer { proj_destroy(candidate) }
    let name = proj_get_name(candidate).map { String(cString: $0) } ?? "unnamed operation"
    let stated = proj_coordoperation_get_accuracy(context, candidate)
    let accuracy = stated >= 0 ? stated : nil
    if proj_coordoperation_is_instantiable(context, candidate) == 0 {
      if chosen.missingGrid == nil, let accuracy, let file = missingGridFile(candidate, context) {
        chosen.missingGrid = .init(operation: name, accuracyMetres: accuracy, file: file)
      }
    } else if let operation = proj_normalize_for_visualization(context, candidate) {
      chosen.handle = operation
      chosen.name = name
      chosen.accuracy = accuracy
      if let missing = chosen.missingGrid, let accuracy, missing.accuracyMetres >= accuracy { chosen.missingGrid = nil }
      return chosen
    }
  }
  throw TransformationError(
    problem: "libproj has no operation from \(crs.name) to EPSG:27700 but a ballpark one; is proj-data installed?")
}

/// Operations to the grid that hold in the middle of Great Britain, whether or not their grids are on this machine.
private func operations(from crs: OpaquePointer, _ context: OpaquePointer) -> OpaquePointer? {
  guard let grid = proj_create(context, "EPSG:27700"),
    let factory = proj_create_operation_factory_context(context, nil)
  else { return nil }
  defer {
    proj_destroy(grid)
    proj_operation_factory_context_destroy(factory)
  }
  proj_operation_factory_context_set_area_of_interest(context, factory, -2.01, 53.49, -1.99, 53.51)
  proj_operation_factory_context_set_spatial_criterion(context, factory, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION)
  proj_operation_factory_context_set_grid_availability_use(context, factory, PROJ_GRID_AVAILABILITY_IGNORED)
  proj_operation_factory_context_set_allow_ballpark_transformations(context, factory, 0)
  "EPSG".withCString { authority in
    "4326".withCString { code in
      var pivot: [UnsafePointer<CChar>?] = [authority, code, nil]
      proj_operation_factory_context_set_allowed_intermediate_crs(context, factory, &pivot)
    }
  }
  proj_operation_factory_context_set_allow_use_intermediate_crs(context, factory, PROJ_INTERMEDIATE_CRS_USE_ALWAYS)
  return proj_create_operations(context, crs, grid, factory)
}

/// The file of the first grid of an operation that is not on this machine.
private func missingGridFile(_ operation: OpaquePointer, _ context: OpaquePointer) -> String? {
  for index in 0..<proj_coordoperation_get_grid_used_count(context, operation) {
    var name: UnsafePointer<CChar>?
    var isAvailable: Int32 = 0
    proj_coordoperation_get_grid_used(context, operation, index, &name, nil, nil, nil, nil, nil, &isAvailable)
    if isAvailable == 0, let name { return String(cString: name) }
  }
  return nil
}
