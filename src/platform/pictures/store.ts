import { one, sql, type Tx } from '../db/db.ts'
import type { Encoded } from './encode.ts'

export const keep = (tx: Tx, shopId: number, pictureId: string, picture: Encoded) =>
  sql`insert into picture (shop_id, picture_id, type, width, height, bytes)
      values (${shopId}, ${pictureId}, ${picture.type}, ${picture.width}, ${picture.height}, ${picture.bytes})`.execute(
    tx,
  )

export const content = (tx: Tx, shopId: number, pictureId: string) =>
  one<{ type: string; bytes: Buffer }>(
    tx,
    sql`select type, bytes from picture where shop_id = ${shopId} and picture_id = ${pictureId}`,
  )

export const size = (tx: Tx, shopId: number, pictureId: string) =>
  one<{ width: number; height: number }>(
    tx,
    sql`select width, height from picture where shop_id = ${shopId} and picture_id = ${pictureId}`,
  )
